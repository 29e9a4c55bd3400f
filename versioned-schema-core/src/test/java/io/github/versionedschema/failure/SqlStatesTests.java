package io.github.versionedschema.failure;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the interpretation of SQLSTATEs.
 */
class SqlStatesTests {

	@ParameterizedTest
	@ValueSource(strings = { "08000", "08006", "57P01", "57P02", "25P03" })
	void theConnectionIsLost(String state) {
		assertThat(SqlStates.isConnectionLost(failure(state))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "57014", "42601", "25P02" })
	void theConnectionStays(String state) {
		assertThat(SqlStates.isConnectionLost(failure(state))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "55P03", "40P01", "40001" })
	void otherTransactionsAreInTheWay(String state) {
		assertThat(SqlStates.isCompetition(failure(state))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "22012", "23505", "42601", "P0001", "0A000" })
	void theSameStatementFailsAgain(String state) {
		assertThat(SqlStates.isDeterministic(failure(state))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "08006", "40001", "53100", "55P03", "57014", "58030" })
	void aRetryMaySucceed(String state) {
		assertThat(SqlStates.isTransient(failure(state))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "S1000X" })
	void aStateThatIsNoneSaysNothing(String state) {
		assertThat(failure(state)).matches((failure) -> !SqlStates.isDeterministic(failure))
			.matches((failure) -> !SqlStates.isTransient(failure));
	}

	@Test
	void aFailureWithoutStateSaysNothing() {
		assertThat(failure(null)).matches((failure) -> !SqlStates.isDeterministic(failure))
			.matches((failure) -> !SqlStates.isConnectionLost(failure));
	}

	@Test
	void theFirstSqlExceptionAmongTheCausesHasTheState() {
		Throwable failure = new IllegalStateException(
				new SQLException("second", "42P01", new SQLException("", "08006")));
		assertThat(SqlStates.is(failure, SqlStates.UNDEFINED_TABLE)).isTrue();
	}

	private static RuntimeException failure(String state) {
		return new IllegalStateException(new SQLException("failed", state));
	}

}
