package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ByteArrayResource;

/** In-memory file. */
final class NamedFile extends ByteArrayResource {

	private final String name;

	NamedFile(String name, String text) {
		this(name, text.getBytes(StandardCharsets.UTF_8));
	}

	NamedFile(String name, byte[] content) {
		super(content, name);
		this.name = name;
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
