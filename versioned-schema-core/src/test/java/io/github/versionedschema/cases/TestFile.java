package io.github.versionedschema.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * A file among the resources of the tests.
 *
 * @param folder the folder
 * @param fileName the name with its extension
 * @param text the content
 */
public record TestFile(String folder, String fileName, String text) {

	/**
	 * Returns a file.
	 * @param path its folder and name
	 * @return the file
	 */
	public static TestFile of(String path) {
		return read(folder(path), resources().getResource("classpath:" + path));
	}

	/**
	 * Returns files, in the order of their names.
	 * @param pattern their folder, and a pattern of their names
	 * @return the files
	 */
	public static Stream<TestFile> all(String pattern) {
		try {
			return Arrays.stream(resources().getResources("classpath:" + pattern))
				.map((file) -> read(folder(pattern), file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns what the file's name says, in words. */
	public String name() {
		return StringUtils.stripFilenameExtension(this.fileName).replace('-', ' ');
	}

	/**
	 * Returns the file of the same name with another extension.
	 * @param extension the extension, without a dot
	 * @return the other file
	 */
	public TestFile beside(String extension) {
		return of(this.folder + "/" + StringUtils.stripFilenameExtension(this.fileName) + "." + extension);
	}

	@Override
	public String toString() {
		return name();
	}

	private static String folder(String path) {
		return path.substring(0, path.lastIndexOf('/'));
	}

	private static PathMatchingResourcePatternResolver resources() {
		return new PathMatchingResourcePatternResolver();
	}

	private static TestFile read(String folder, Resource file) {
		try {
			return new TestFile(folder, Objects.requireNonNull(file.getFilename()),
					file.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
