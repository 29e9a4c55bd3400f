package io.github.versionedschema.applications.matrix;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.versionedschema.test.process.JavaCommand;

/**
 * Locates the applications of the sibling modules, which are started from their jars.
 */
public final class Applications {

	private Applications() {
	}

	/**
	 * Returns the JDK that starts the applications, which may differ from the JDK of the
	 * tests.
	 * @return its folder
	 */
	static Path javaHome() {
		return Path.of(System.getProperty("matrix.java-home"));
	}

	/**
	 * Returns the command that starts an application.
	 * @param name of its module
	 * @return the command, without arguments
	 */
	static JavaCommand command(String name) {
		return JavaCommand.of(jar(name)).withJavaHome(javaHome()).small();
	}

	/**
	 * Returns the jar of an application.
	 * @param name of its module
	 * @return an existing file
	 */
	public static Path jar(String name) {
		Path jar = Path.of(System.getProperty("matrix.applications"), name, "target",
				"application-tests-" + name + ".jar");
		if (!Files.exists(jar)) {
			throw new IllegalStateException(jar + " is missing. Build it by the phase package, or all by verify");
		}
		return jar;
	}

}
