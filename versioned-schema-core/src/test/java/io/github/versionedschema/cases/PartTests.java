package io.github.versionedschema.cases;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartTests {

	private static final List<String> CASES = List.of("a", "b", "c", "d", "e");

	@Test
	void eachCaseIsInOneOfTheTwoParts() {
		assertThat(Part.FIRST.of(CASES)).containsExactly("a", "c", "e");
		assertThat(Part.SECOND.of(CASES)).containsExactly("b", "d");
	}

	@Test
	void theWholeHasAllCasesInTheirOrder() {
		assertThat(Part.WHOLE.of(CASES)).isEqualTo(CASES);
	}

	@Test
	void twoTestsOfTheSameCasesCanTakeThemInTurn() {
		assertThat(Part.FIRST.other()).isEqualTo(Part.SECOND);
		assertThat(Part.SECOND.other()).isEqualTo(Part.FIRST);
		assertThat(Part.WHOLE.other()).isEqualTo(Part.WHOLE);
	}

}
