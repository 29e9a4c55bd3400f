package io.github.versionedschema.applications.matrix;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.versionedschema.test.process.JavaCommand;

/**
 * The applications of the neighbouring modules, which are started from their jars.
 */
public final class Applications {

	private Applications() {
	}

	/**
	 * The JDK that applications are started with, which may be another than that of the
	 * tests.
	 * @return its folder
	 */
	static Path javaHome() {
		return Path.of(System.getProperty("matrix.java-home"));
	}

	/**
	 * How to start an application.
	 * @param name of its module
	 * @return the command, without arguments
	 */
	static JavaCommand command(String name) {
		return JavaCommand.of(jar(name)).withJavaHome(javaHome()).small();
	}

	/**
	 * The jar of an application.
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
