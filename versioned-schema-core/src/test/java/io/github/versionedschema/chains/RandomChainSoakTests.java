package io.github.versionedschema.chains;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests a thousand random chains of each kind of {@link RandomChainTests}.
 * {@code -Dchains.from=…} and {@code -Dchains.to=…} select others.
 */
@Tag("soak")
class RandomChainSoakTests {

	private final RandomChainTests chains = new RandomChainTests();

	static LongStream seeds() {
		return RandomChainTests.seeds(1, 1_000);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void bothVersionsSeeWhatPlainSqlMakesOfTheOperations(long seed) {
		this.chains.bothVersionsSeeWhatPlainSqlMakesOfTheOperations(seed);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void bothVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(long seed) {
		this.chains.bothVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(seed);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void severalVersionsSeeWhatPlainSqlMakesOfTheirOperations(long seed) {
		this.chains.severalVersionsSeeWhatPlainSqlMakesOfTheirOperations(versions(seed), seed);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void severalVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(long seed) {
		this.chains.severalVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(versions(seed), seed);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void concurrentClientsOfAllVersionsFindWhatTheyWrote(long seed) {
		this.chains.concurrentClientsOfAllVersionsFindWhatTheyWrote(versions(seed), seed);
	}

	private static int versions(long seed) {
		return 3 + (int) (seed % 2);
	}

}
