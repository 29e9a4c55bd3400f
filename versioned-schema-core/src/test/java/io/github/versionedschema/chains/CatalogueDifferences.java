package io.github.versionedschema.chains;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.test.CatalogueSnapshot;

/**
 * Differences between catalogues that a plain run of the same operations would not cause.
 * Indexes keep the column names from when they were built, also after a plain RENAME in
 * PostgreSQL.
 */
final class CatalogueDifferences {

	private static final String EXPECTED = ". column \\| public\\.\"?(part_\\d+_)?(index_|i_|type_|rule_|.*_pkey|.*_idx).*|. constraint .* NOT NULL .*";

	private static final Pattern LATER_LABELS = Pattern.compile("(type \\| public\\..*)(,label_\\d+)+(.*)");

	private CatalogueDifferences() {
	}

	/** Returns the differences. */
	static List<String> of(CatalogueSnapshot actual, CatalogueSnapshot expected) {
		return actual.changesSince(expected).stream().filter((line) -> !line.matches(EXPECTED)).toList();
	}

	/** Returns the differences if an abort may have left values of enums. */
	static List<String> afterAbort(CatalogueSnapshot actual, CatalogueSnapshot expected) {
		return of(withoutLaterLabels(actual), withoutLaterLabels(expected));
	}

	/**
	 * Returns the differences, in whatever order a table has its columns. A version that
	 * follows one with an enum of its own has other columns of it.
	 */
	static List<String> inAnyOrder(CatalogueSnapshot actual, CatalogueSnapshot expected) {
		return afterAbort(withoutPositions(actual), withoutPositions(expected));
	}

	private static CatalogueSnapshot withoutPositions(CatalogueSnapshot catalogue) {
		return new CatalogueSnapshot(catalogue.lines()
			.stream()
			.map((line) -> line.replaceFirst("^(column \\| .*) \\d{4} \\|", "$1 |"))
			.sorted()
			.toList());
	}

	private static CatalogueSnapshot withoutLaterLabels(CatalogueSnapshot catalogue) {
		return new CatalogueSnapshot(catalogue.lines().stream().map((line) -> {
			Matcher later = LATER_LABELS.matcher(line);
			return later.matches() ? later.group(1).replaceAll(",label_\\d+", "") + later.group(3) : line;
		}).toList());
	}

}
