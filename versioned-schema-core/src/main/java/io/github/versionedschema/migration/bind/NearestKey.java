package io.github.versionedschema.migration.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Suggests the known key that is most similar to an unknown one. */
public final class NearestKey {

	private final Collection<String> known;

	public NearestKey(Collection<String> known) {
		this.known = known;
	}

	/** Returns the advice for an unknown key. */
	public String advice(String key) {
		return nearest(key).map("Did you mean '%s'?"::formatted)
			.orElseGet(() -> "Possible here: " + String.join(", ", this.known));
	}

	private Optional<String> nearest(String key) {
		String plain = plain(key);
		int tolerated = Math.max(1, plain.length() / 3);
		return this.known.stream()
			.collect(Collectors.toMap((candidate) -> candidate, (candidate) -> distance(plain, plain(candidate))))
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() <= tolerated)
			.min(Map.Entry.<String, Integer>comparingByValue()
				.thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
			.map(Map.Entry::getKey);
	}

	// noInherit, no-inherit and NO_INHERIT are all no_inherit.
	private static String plain(String key) {
		return key.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

	/**
	 * Returns the number of letters to insert, remove, replace or swap with a neighbor.
	 */
	private static int distance(String left, String right) {
		int[][] distances = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : step(distances, left, right, i, j);
			}
		}
		return distances[left.length()][right.length()];
	}

	private static int step(int[][] distances, String left, String right, int i, int j) {
		int replaced = (left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1;
		int best = Math.min(Math.min(distances[i - 1][j], distances[i][j - 1]) + 1, distances[i - 1][j - 1] + replaced);
		boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
				&& left.charAt(i - 2) == right.charAt(j - 1);
		return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
	}

}
