package io.github.versionedschema.migration.place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.assertj.core.api.Assertions.assertThat;

class NaturalOrderTests {

	private static final List<String> IN_ORDER = List.of("", "-x", "0", "1", "01_a", "1_a", "1_a2", "1_a10", "1_b",
			"2_x", "10", "10_x", "20260101120000_x", "20260101120001_a", "99999999999999999999999999_x", "B", "a",
			"a-b", "a2b", "a10b", "b", "\u0664");

	@RepeatedTest(20)
	void comparesDigitsAsNumbers(RepetitionInfo repetition) {
		List<String> names = new ArrayList<>(IN_ORDER);
		Collections.shuffle(names, new Random(repetition.getCurrentRepetition()));
		names.sort(new NaturalOrder());
		assertThat(names).containsExactlyElementsOf(IN_ORDER);
	}

}
