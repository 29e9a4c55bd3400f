package io.github.versionedschema.cases;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartTests {

	private static final List<String> CASES = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");

	@Test
	void eachCaseIsInOneOfTwoParts() {
		assertThat(Part.FIRST.of(CASES)).containsExactly("a", "i");
		assertThat(Part.REST.of(CASES)).containsExactly("b", "c", "d", "e", "f", "g", "h");
	}

	@Test
	void theWholeHasAllCasesInTheirOrder() {
		assertThat(Part.WHOLE.of(CASES)).isEqualTo(CASES);
		assertThat(Part.WHOLE.inTurnOf(CASES)).isEqualTo(CASES);
	}

	@Test
	void theFirstPartsOfTwoTestsOfTheSameCasesDiffer() {
		assertThat(Part.FIRST.inTurnOf(CASES)).containsExactly("e");
		assertThat(Part.REST.inTurnOf(CASES)).containsExactly("a", "b", "c", "d", "f", "g", "h", "i");
	}

}
