package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.springframework.core.io.ByteArrayResource;

/** In-memory file. */
public final class NamedFile extends ByteArrayResource {

	private static final Pattern ACTIONS = Pattern.compile("\\s*- \\{?type: ");

	private final String name;

	public NamedFile(String name, String text) {
		this(name, text.getBytes(StandardCharsets.UTF_8));
	}

	NamedFile(String name, byte[] content) {
		this(name, content, name);
	}

	/** Creates a file with a description for failures of a test. */
	public NamedFile(String name, byte[] content, String description) {
		super(content, description);
		this.name = name;
	}

	/**
	 * Returns a migration file.
	 * @param name its name
	 * @param operations the operations as YAML, or actions of Reshape
	 */
	public static NamedFile migration(String name, String operations) {
		return new NamedFile(name + ".yaml", content(operations));
	}

	/**
	 * Returns the content of a migration file.
	 * @param operations the operations as YAML, or actions of Reshape
	 */
	public static String content(String operations) {
		String key = ACTIONS.matcher(operations).lookingAt() ? "actions" : "operations";
		return key + ":\n" + operations.stripIndent().indent(2);
	}

	/** Returns the text as far as it can be decoded. */
	public String text() {
		return new String(getByteArray(), StandardCharsets.UTF_8);
	}

	@Override
	public String getFilename() {
		return this.name;
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
