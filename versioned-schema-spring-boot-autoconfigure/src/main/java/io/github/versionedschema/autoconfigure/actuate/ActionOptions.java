package io.github.versionedschema.autoconfigure.actuate;

import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Options of an action that removes versions.
 *
 * @param to the oldest version that stays live, or null for the newest
 * @param keep whether the retired versions can be made live again
 * @param force whether blocking sessions are terminated
 * @param dryRun whether nothing is changed
 */
record ActionOptions(@Nullable String to, boolean keep, boolean force, boolean dryRun) {

	static final ActionOptions NONE = new ActionOptions(null, false, false, false);

	/**
	 * Reads options in any order.
	 * @param words {@code keep}, {@code force}, {@code dry-run}, or {@code to} followed
	 * by a version, which may have any name
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
			case "keep" -> new ActionOptions(this.to, true, this.force, this.dryRun);
			case "force" -> new ActionOptions(this.to, this.keep, true, this.dryRun);
			case "dry-run" -> new ActionOptions(this.to, this.keep, this.force, true);
			case "to" -> (this.to == null && rest.hasNext())
					? new ActionOptions(rest.next(), this.keep, this.force, this.dryRun) : null;
			default -> null;
		};
	}

}
