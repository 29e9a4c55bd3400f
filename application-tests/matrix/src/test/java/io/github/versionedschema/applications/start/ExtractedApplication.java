package io.github.versionedschema.applications.start;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.applications.matrix.Applications;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.process.JavaCommand;

/**
 * Application whose jar is extracted, so that it can be started without the starter.
 *
 * @param name of its module
 * @param folder where its jars are
 */
record ExtractedApplication(String name, Path folder) {

	private static final String READY = "@@ availability ACCEPTING_TRAFFIC";

	private static final String END_OF_RESULT = "}";

	/** Jars of the starter. */
	private static final List<String> OURS = List.of("versioned-schema-", "snakeyaml-engine-");

	static ExtractedApplication extract(String name) throws IOException, InterruptedException {
		Path jar = Applications.jar(name);
		Path folder = Path.of(System.getProperty("matrix.output"), "extracted", name);
		int exit = JavaCommand.of(jar)
			.withOptions(List.of("-Djarmode=tools"))
			.withArguments("extract", "--force", "--destination", folder.toString())
			.toProcess()
			.inheritIO()
			.start()
			.waitFor();
		if (exit != 0) {
			throw new IllegalStateException("The application could not be extracted from " + jar);
		}
		return new ExtractedApplication(name, folder);
	}

	/**
	 * Starts and stops the application.
	 * @param withOurs whether the starter is on the class path
	 * @param database to use
	 * @param firstUse when it first uses the database by itself
	 * @return the time until it accepted traffic
	 */
	StartTime start(boolean withOurs, TestDatabase database, Moment firstUse) throws IOException, InterruptedException {
		return run(withOurs, database, READY, "--management.endpoint.health.group.readiness.include=readinessState",
				"--uses=" + firstUse.property());
	}

	/**
	 * Runs an operator command.
	 * @param command its name
	 * @param database to use
	 * @return the time until the process ended
	 */
	StartTime run(String command, TestDatabase database) throws IOException, InterruptedException {
		return run(true, database, END_OF_RESULT, "--versioned-schema.command=" + command,
				"--versioned-schema.output=json");
	}

	private StartTime run(boolean withOurs, TestDatabase database, String lastLine, String... arguments)
			throws IOException, InterruptedException {
		ProcessBuilder command = JavaCommand.of(classPath(withOurs), mainClass())
			.withArguments("--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.user(),
					"--spring.datasource.password=" + database.password())
			.withArguments(arguments)
			.toProcess();
		long begin = System.nanoTime();
		Process process = command.redirectErrorStream(true).start();
		List<String> output = new ArrayList<>();
		try (BufferedReader reader = process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				output.add(line);
				if (line.equals(lastLine)) {
					long processor = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
					if (lastLine.equals(END_OF_RESULT) && process.waitFor() != 0) {
						break;
					}
					return new StartTime(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), processor);
				}
			}
			throw new IllegalStateException(String.join("\n", output));
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	private Path jar() {
		return this.folder.resolve("application-tests-" + this.name + ".jar");
	}

	private String mainClass() throws IOException {
		try (JarFile jar = new JarFile(jar().toFile())) {
			return jar.getManifest().getMainAttributes().getValue("Main-Class");
		}
	}

	private String classPath(boolean withOurs) throws IOException {
		// The manifest of this jar names all other jars.
		Path classes = this.folder.resolve("classes.jar");
		if (!Files.exists(classes)) {
			JarWithoutClassPath.copy(jar(), classes);
		}
		try (Stream<Path> libraries = Files.list(this.folder.resolve("lib"))) {
			return Stream
				.concat(Stream.of(classes),
						libraries.sorted()
							.filter((library) -> withOurs
									|| OURS.stream().noneMatch(library.getFileName().toString()::startsWith)))
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}
	}

}
