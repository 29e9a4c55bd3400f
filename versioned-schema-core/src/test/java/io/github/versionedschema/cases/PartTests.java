package io.github.versionedschema.cases;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartTests {

	private static final List<String> CASES = List.of("a", "b", "c", "d", "e");

	@Test
	void eachCaseIsInOneOfTwoParts() {
		assertThat(Part.FIRST.of(CASES)).containsExactly("a", "e");
		assertThat(Part.REST.of(CASES)).containsExactly("b", "c", "d");
	}

	@Test
	void theWholeHasAllCasesInTheirOrder() {
		assertThat(Part.WHOLE.of(CASES)).isEqualTo(CASES);
		assertThat(Part.WHOLE.inTurnOf(CASES)).isEqualTo(CASES);
	}

	@Test
	void theFirstPartsOfTwoTestsOfTheSameCasesDiffer() {
		assertThat(Part.FIRST.inTurnOf(CASES)).containsExactly("c");
		assertThat(Part.REST.inTurnOf(CASES)).containsExactly("a", "b", "d", "e");
	}

}
