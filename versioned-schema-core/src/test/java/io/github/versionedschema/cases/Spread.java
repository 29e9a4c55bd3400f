package io.github.versionedschema.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cases of a folder, for tests that take too long for all of them in every build. Some
 * are those that have an operation which no case with more attributes has, so every
 * operation of the folder occurs, in a case that asks much of it; the two {@link Part
 * parts} of the tests run them. The others run with {@code -Psoak}.
 *
 * @param some the cases that the two parts run
 * @param others the other cases
 */
public record Spread(List<CaseFile> some, List<CaseFile> others) {

	/**
	 * Divides the cases of a folder.
	 * @param folder the folder, among the resources of the tests
	 * @param last the names of cases that the test skips in part, and that so count only
	 * for what no other case has
	 * @return its cases, those with the most attributes first
	 */
	public static Spread of(String folder, String... last) {
		List<CaseFile> some = new ArrayList<>();
		List<CaseFile> others = new ArrayList<>();
		Set<String> seen = new TreeSet<>();
		CaseFile.all(folder)
			.sorted(Comparator.comparing((CaseFile file) -> List.of(last).contains(file.name()))
				.thenComparingInt((file) -> -attributes(file).size()))
			.forEach((file) -> (seen.addAll(operations(file)) ? some : others).add(file));
		return new Spread(some, others);
	}

	private static Set<String> operations(CaseFile file) {
		return file.migrations()
			.stream()
			.flatMap((operations) -> AttributePaths.operations(operations).stream())
			.collect(Collectors.toSet());
	}

	private static Set<String> attributes(CaseFile file) {
		return file.migrations()
			.stream()
			.flatMap((operations) -> AttributePaths.of(operations).stream())
			.collect(Collectors.toSet());
	}

}
