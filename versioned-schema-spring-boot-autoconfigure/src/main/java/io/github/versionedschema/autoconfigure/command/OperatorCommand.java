package io.github.versionedschema.autoconfigure.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Commands of the operator.
 */
enum OperatorCommand {

	/** Shows versions, sessions and the running transition. */
	STATUS,

	/** Checks the pending migrations. */
	VALIDATE,

	/** Shows what the pending migrations will do. */
	PLAN,

	/** Expands to the last version. */
	EXPAND,

	/** Retires the versions before the newest one, or before a given one. */
	COMPLETE,

	/** Makes the retired and kept versions live again. */
	REVERT,

	/** Removes the retired and kept versions. */
	CONTRACT,

	/** Undoes the newest version. */
	ABORT,

	/** Compares the values of live versions. */
	VERIFY,

	/** Backfills rows that were written without the sync triggers. */
	FILL,

	/** Skips the step at which complete stopped. */
	SKIP,

	/** Records migrations as already applied. */
	BASELINE,

	/** Writes the first migration from what the base schema contains. */
	WRITE_BASELINE;

	static OperatorCommand of(String text) {
		return Arrays.stream(values())
			.filter((command) -> command.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new InvalidCallException("There is no command \"%s\"".formatted(text), "Use one of: %s."
				.formatted(Arrays.stream(values()).map(OperatorCommand::toString).collect(Collectors.joining(", ")))));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
