package io.github.versionedschema.autoconfigure.progress;

import java.util.List;

import io.github.versionedschema.Verification;

/**
 * Formats a comparison of live versions as a sentence.
 */
public final class VerificationText {

	private VerificationText() {
	}

	/**
	 * Returns a summary of the comparison.
	 * @param verifications one for each rule that was compared
	 * @return a sentence, which does not report success if nothing was compared
	 */
	public static String line(List<Verification> verifications) {
		if (verifications.isEmpty()) {
			return "There is nothing to compare: no two live versions hold a value in two shapes.";
		}
		long rows = verifications.stream().mapToLong(Verification::rows).sum();
		return (rows == 0) ? "All values agree." : rows + " rows differ between the live versions.";
	}

}
