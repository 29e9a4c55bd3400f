package io.github.versionedschema.migration.model;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a file says about a text that can also be taken away: nothing (the key is absent),
 * take it away (the key is {@code null}), or a new text.
 *
 * @param kind which of the three
 * @param text the new text, for {@link Kind#TO} only
 */
@JsonDeserialize(using = ChangeReader.class)
public record Change(Kind kind, @Nullable String text) {

	/** What to do about the text. */
	public enum Kind {

		/** Leave it as it is. */
		ABSENT,

		/** Take it away. */
		DROP,

		/** Replace it. */
		TO

	}

	public Change {
		if ((kind == Kind.TO) != (text != null)) {
			throw new IllegalArgumentException("A text belongs to a replacement and to nothing else");
		}
	}

	/**
	 * Leave the text as it is.
	 * @return no change
	 */
	public static Change absent() {
		return new Change(Kind.ABSENT, null);
	}

	/**
	 * Take the text away.
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
	 * Whether the file says nothing.
	 * @return whether there is nothing to do
	 */
	public boolean isAbsent() {
		return this.kind == Kind.ABSENT;
	}

}
