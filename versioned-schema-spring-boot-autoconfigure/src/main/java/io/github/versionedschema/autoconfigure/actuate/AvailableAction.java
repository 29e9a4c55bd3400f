package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;
import java.util.stream.Stream;

/**
 * An action that makes sense in the current state of the schema. It may still be refused.
 *
 * @param segments the path below the endpoint, without encoding
 * @param title the action in a few words
 * @param effect what it does
 * @param dryRun whether {@code dry-run} can follow
 * @param force whether {@code force} can follow
 */
public record AvailableAction(List<String> segments, String title, String effect, boolean dryRun, boolean force) {

	static AvailableAction transition(String title, String effect, String... segments) {
		return new AvailableAction(List.of(segments), title, effect, true, true);
	}

	static AvailableAction immediate(String title, String effect, String action) {
		return new AvailableAction(List.of(action), title, effect, false, false);
	}

	/** Returns this action for one of several schemas. */
	AvailableAction in(String schema) {
		return new AvailableAction(Stream.concat(this.segments.stream(), Stream.of("schema", schema)).toList(),
				this.title, this.effect, this.dryRun, this.force);
	}

}
