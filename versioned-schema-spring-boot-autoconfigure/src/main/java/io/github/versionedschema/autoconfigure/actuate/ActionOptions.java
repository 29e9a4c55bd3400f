package io.github.versionedschema.autoconfigure.actuate;

import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Options of an action.
 *
 * @param to the oldest version that stays live, or null for the newest
 * @param keep whether the retired versions can be made live again
 * @param force whether blocking sessions are terminated
 * @param dryRun whether nothing is changed
 * @param schema name of the schema, or null for the only one
 */
record ActionOptions(@Nullable String to, boolean keep, boolean force, boolean dryRun, @Nullable String schema) {

	static final ActionOptions NONE = new ActionOptions(null, false, false, false, null);

	/**
	 * Reads options in any order.
	 * @param words {@code keep}, {@code force}, {@code dry-run}, {@code to} followed by a
	 * version, which may have any name, or {@code schema} followed by a name
	 * @return the options, or null if a word is not known or is repeated
	 */
	static @Nullable ActionOptions of(List<String> words) {
		ActionOptions options = NONE;
		for (Iterator<String> rest = words.iterator(); rest.hasNext();) {
			ActionOptions more = options.with(rest.next(), rest);
			if (more == null || more.equals(options)) {
				return null;
			}
			options = more;
		}
		return options;
	}

	private @Nullable ActionOptions with(String word, Iterator<String> rest) {
		return switch (word) {
			case "keep" -> new ActionOptions(this.to, true, this.force, this.dryRun, this.schema);
			case "force" -> new ActionOptions(this.to, this.keep, true, this.dryRun, this.schema);
			case "dry-run" -> new ActionOptions(this.to, this.keep, this.force, true, this.schema);
			case "to" -> (this.to == null && rest.hasNext())
					? new ActionOptions(rest.next(), this.keep, this.force, this.dryRun, this.schema) : null;
			case "schema" -> (this.schema == null && rest.hasNext())
					? new ActionOptions(this.to, this.keep, this.force, this.dryRun, rest.next()) : null;
			default -> null;
		};
	}

	/** Returns whether an action takes these options. */
	boolean fit(String action) {
		return switch (action) {
			case "complete" -> true;
			case "contract", "abort" -> this.to == null && !this.keep;
			case "revert" -> this.to == null && !this.keep && !this.force;
			default -> equals(new ActionOptions(null, false, false, false, this.schema));
		};
	}

}
