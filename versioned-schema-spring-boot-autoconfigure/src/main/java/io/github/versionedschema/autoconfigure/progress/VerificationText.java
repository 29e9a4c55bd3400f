package io.github.versionedschema.autoconfigure.progress;

import java.util.List;

import io.github.versionedschema.Verification;

/**
 * A comparison of live versions in a sentence.
 */
public final class VerificationText {

	private VerificationText() {
	}

	/**
	 * Tells what was found.
	 * @param verifications one for each rule that was compared
	 * @return a sentence, which does not say that all is well where nothing was compared
	 */
	public static String line(List<Verification> verifications) {
		if (verifications.isEmpty()) {
			return "There is nothing to compare: no two live versions hold a value in two shapes.";
		}
		long rows = verifications.stream().mapToLong(Verification::rows).sum();
		return (rows == 0) ? "All values agree." : rows + " rows differ between the live versions.";
	}

}
