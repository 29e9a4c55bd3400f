package io.github.versionedschema.documentation;

import org.jspecify.annotations.Nullable;

/**
 * A heading, a block of code or a table of steps on a page.
 *
 * @param start where it starts
 * @param end where it ends
 * @param text its text, as the page has it
 * @param language the language of a block of code, or null
 * @param code the content of a block of code, or null
 */
record Part(int start, int end, String text, @Nullable String language, @Nullable String code) {

	/** Returns whether a section begins with it, which has its own schema. */
	boolean isHeading() {
		return this.text.startsWith("## ");
	}

	/** Returns whether it is the table of an example's steps. */
	boolean isSteps() {
		return this.text.startsWith(StepsTable.BEGIN);
	}

	/** Returns whether it has the operations of a migration. */
	boolean isMigration() {
		return "yaml".equals(this.language) && content().contains("operations:\n");
	}

	/** Returns whether it is the file of a migration with its name, as one of several. */
	boolean isNamed() {
		return isMigration() && content().startsWith("# ");
	}

	/** Returns whether it has what the command {@code plan} says. */
	boolean isMessages() {
		return "text".equals(this.language);
	}

	/** Returns whether it has statements of releases. */
	boolean isTranscript() {
		return "sql".equals(this.language) && Transcript.isOne(content());
	}

	/** Returns whether it has the schema with which examples start. */
	boolean isSchema() {
		return "sql".equals(this.language) && !isTranscript();
	}

	/** Returns the content of a block of code, or an empty text. */
	String content() {
		return (this.code != null) ? this.code : "";
	}

	/** Returns a block of code of the same language with other content. */
	String with(String content) {
		return "```" + this.language + "\n" + content + "```\n";
	}

}
