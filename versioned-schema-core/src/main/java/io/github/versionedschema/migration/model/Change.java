package io.github.versionedschema.migration.model;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The change of an optional text: none (the key is absent), removal (the key is {@code
 * null}), or a new text.
 *
 * @param kind the kind of change
 * @param text the new text, for {@link Kind#TO} only
 */
@JsonDeserialize(using = ChangeReader.class)
public record Change(Kind kind, @Nullable String text) {

	/** The kinds of change. */
	public enum Kind {

		/** Keep the text. */
		ABSENT,

		/** Remove the text. */
		DROP,

		/** Replace the text. */
		TO

	}

	public Change {
		if ((kind == Kind.TO) != (text != null)) {
			throw new IllegalArgumentException("A text belongs to a replacement and to nothing else");
		}
	}

	/**
	 * Returns a change that keeps the text.
	 * @return no change
	 */
	public static Change absent() {
		return new Change(Kind.ABSENT, null);
	}

	/**
	 * Returns a change that removes the text.
	 * @return the removal
	 */
	public static Change drop() {
		return new Change(Kind.DROP, null);
	}

	/**
	 * Replace the text.
	 * @param text the new text
	 * @return the replacement
	 */
	public static Change to(String text) {
		return new Change(Kind.TO, Objects.requireNonNull(text));
	}

	/**
	 * Whether the key is absent.
	 * @return whether the text does not change
	 */
	public boolean isAbsent() {
		return this.kind == Kind.ABSENT;
	}

}
