package io.github.versionedschema.test.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Command that starts a Java program in a separate process. Each method returns a changed
 * copy.
 *
 * @param javaHome the JDK to start it with
 * @param options of the JVM
 * @param program the program: a jar, or a class and its class path
 * @param arguments of the program
 * @param environment variables beyond those of this process
 */
public record JavaCommand(Path javaHome, List<String> options, List<String> program, List<String> arguments,
		Map<String, String> environment) {

	public JavaCommand {
		options = List.copyOf(options);
		program = List.copyOf(program);
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
	}

	/**
	 * Creates a command for a class on the class path of this JVM.
	 * @param main the class, which has a main method
	 * @return the command, with the Java of this JVM
	 */
	public static JavaCommand of(Class<?> main) {
		return of(System.getProperty("java.class.path"), main.getName());
	}

	/**
	 * Creates a command for a class on a class path.
	 * @param classPath the class path
	 * @param main the name of the class
	 * @return the command, with the Java of this JVM
	 */
	public static JavaCommand of(String classPath, String main) {
		return program("-cp", classPath, main);
	}

	/**
	 * Creates a command for a jar.
	 * @param jar an executable jar
	 * @return the command, with the Java of this JVM
	 */
	public static JavaCommand of(Path jar) {
		return program("-jar", jar.toString());
	}

	private static JavaCommand program(String... program) {
		return new JavaCommand(Path.of(System.getProperty("java.home")), List.of(), List.of(program), List.of(),
				Map.of());
	}

	/**
	 * Uses another JDK.
	 * @param home the folder of the JDK
	 * @return the changed command
	 */
	public JavaCommand withJavaHome(Path home) {
		return new JavaCommand(home, this.options, this.program, this.arguments, this.environment);
	}

	/**
	 * Adds options of the JVM.
	 * @param further options
	 * @return the changed command
	 */
	public JavaCommand withOptions(List<String> further) {
		return new JavaCommand(this.javaHome, joined(this.options, further), this.program, this.arguments,
				this.environment);
	}

	/**
	 * Adds options for running several processes on a machine: little memory, and the JIT
	 * compiler with the shortest warm-up.
	 * @return the changed command
	 */
	public JavaCommand small() {
		return withOptions(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
	}

	/**
	 * Adds arguments of the program.
	 * @param further arguments
	 * @return the changed command
	 */
	public JavaCommand withArguments(List<String> further) {
		return new JavaCommand(this.javaHome, this.options, this.program, joined(this.arguments, further),
				this.environment);
	}

	/**
	 * Adds arguments of the program.
	 * @param further arguments
	 * @return the changed command
	 */
	public JavaCommand withArguments(String... further) {
		return withArguments(List.of(further));
	}

	/**
	 * Adds environment variables, which, unlike arguments, other users of the machine
	 * cannot see.
	 * @param further variables and their values
	 * @return the changed command
	 */
	public JavaCommand withEnvironment(Map<String, String> further) {
		Map<String, String> all = new HashMap<>(this.environment);
		all.putAll(further);
		return new JavaCommand(this.javaHome, this.options, this.program, this.arguments, all);
	}

	private static List<String> joined(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	/**
	 * Returns a process builder, for callers that use the streams of the process. All
	 * others {@linkplain JavaProcess#start(JavaCommand, Path) start} it with its output
	 * in a file.
	 * @return a new builder
	 */
	public ProcessBuilder toProcess() {
		List<String> line = new ArrayList<>(List.of(this.javaHome.resolve("bin").resolve("java").toString()));
		line.addAll(this.options);
		line.addAll(this.program);
		line.addAll(this.arguments);
		ProcessBuilder process = new ProcessBuilder(line);
		process.environment().putAll(this.environment);
		return process;
	}

}
