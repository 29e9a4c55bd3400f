package io.github.versionedschema.sample.rollout;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.sample.SampleApplication;

/**
 * How to run the application in another process.
 */
final class JavaCommand {

	private JavaCommand() {
	}

	/**
	 * Returns the command for the application that this class is part of, in a jar or in
	 * folders of classes, with the same Java. Instances share a machine: each gets little
	 * memory and the compiler that warms up fastest.
	 */
	static List<String> ofThisApplication() {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		String classPath = System.getProperty("java.class.path");
		if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
			command.addAll(List.of("-jar", classPath));
		}
		else {
			command.addAll(List.of("-cp", classPath, SampleApplication.class.getName()));
		}
		return command;
	}

}
