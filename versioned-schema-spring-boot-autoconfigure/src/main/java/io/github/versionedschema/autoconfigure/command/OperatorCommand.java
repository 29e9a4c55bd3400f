package io.github.versionedschema.autoconfigure.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an operator can ask for.
 */
enum OperatorCommand {

	/** Shows versions, sessions and what is going on. */
	STATUS,

	/** Checks the pending migrations. */
	VALIDATE,

	/** Shows what the pending migrations will do. */
	PLAN,

	/** Brings the last version into being. */
	EXPAND,

	/** Retires the old version. */
	COMPLETE,

	/** Makes the old version live again that was retired and kept. */
	REVERT,

	/** Removes the old version that was retired and kept. */
	CONTRACT,

	/** Undoes the new version. */
	ABORT,

	/** Compares the values of live versions. */
	VERIFY,

	/** Fills what rows lack that came past the triggers. */
	FILL,

	/** Leaves out the step at which complete stopped. */
	SKIP,

	/** Records migrations as done. */
	BASELINE;

	static OperatorCommand of(String text) {
		return Arrays.stream(values())
			.filter((command) -> command.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new InvalidCallException("There is no command \"%s\"".formatted(text), "Use one of: %s."
				.formatted(Arrays.stream(values()).map(OperatorCommand::toString).collect(Collectors.joining(", ")))));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
