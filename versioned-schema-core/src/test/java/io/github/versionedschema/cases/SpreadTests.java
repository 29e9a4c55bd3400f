package io.github.versionedschema.cases;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the two parts of the tests run leaves out no operation.
 */
class SpreadTests {

	@ParameterizedTest
	@ValueSource(strings = { "changes", "live-versions", "round-trips" })
	void everyOperationOfAFolderOccurs(String folder) {
		List<CaseFile> all = CaseFile.all(folder).toList();
		Spread spread = Spread.of(folder);
		assertThat(operations(spread.some())).isEqualTo(operations(all));
		assertThat(spread.others()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "changes", "live-versions", "round-trips" })
	void everyCaseRunsInOneOfThePartsOrInTheSoak(String folder) {
		Spread spread = Spread.of(folder);
		assertThat(spread.some()).doesNotContainAnyElementsOf(spread.others());
		assertThat(CaseFile.all(folder)).hasSize(spread.some().size() + spread.others().size());
	}

	@Test
	void everyOperationOfTheFormatOccurs() {
		assertThat(operations(Spread.of("round-trips").some())).isEqualTo(new TreeSet<>(Operations.types().keys()));
	}

	private static Set<String> operations(List<CaseFile> cases) {
		Set<String> operations = new TreeSet<>();
		cases.stream()
			.flatMap((file) -> file.migrations().stream())
			.forEach((migration) -> operations.addAll(AttributePaths.operations(migration)));
		return operations;
	}

}
