package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ByteArrayResource;

/** In-memory file. */
public final class NamedFile extends ByteArrayResource {

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

	/** Returns a migration file with operations as YAML. */
	public static NamedFile migration(String name, String operations) {
		return new NamedFile(name + ".yaml", "operations:\n" + operations.stripIndent().indent(2));
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
