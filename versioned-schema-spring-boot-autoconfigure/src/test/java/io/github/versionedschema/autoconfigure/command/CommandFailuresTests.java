package io.github.versionedschema.autoconfigure.command;

import java.util.List;

import io.github.versionedschema.autoconfigure.support.NewFailure;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.kind.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the results of commands that fail with a failure that no class of this module
 * knows.
 */
class CommandFailuresTests {

	@ParameterizedTest
	@CsvSource({ "INVALID, 2", "REFUSED, 3", "UNSUITABLE, 1", "BLOCKED, 1", "FAILED, 1", "UNREACHABLE, 1",
			"STOPPED, 1" })
	void theKindDecidesAboutTheExitStatus(FailureKind kind, int status) {
		assertThat(result(kind).exitStatus()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "INVALID, false", "REFUSED, false", "UNSUITABLE,", "BLOCKED,", "FAILED,", "UNREACHABLE,", "STOPPED," })
	void nothingWasChangedIsOnlySaidWhereItIsKnown(FailureKind kind, Boolean changed) {
		assertThat(result(kind).changed()).isEqualTo(changed);
	}

	@Test
	void aRefusalThatFollowsOnAChangeIsNoneThatChangedNothing() {
		RefusedException refusal = new RefusedException(Reason.VIOLATIONS, "It is refused.", "Correct it.", List.of());
		assertThat(CommandFailures.result("complete", refusal, null).changed()).isFalse();
		assertThat(CommandFailures.result("complete", refusal.after("Version \"01\" was removed."), null).changed())
			.isTrue();
	}

	@Test
	void theErrorHasAllThatTheFailureSays() {
		assertThat(result(FailureKind.REFUSED).error()).hasToString(
				"CommandError[type=new, reason=VIOLATIONS, message=It is wrong. Correct it., details=[a row]]");
	}

	@Test
	void detailsOfAnInvalidCallAreFindings() {
		CommandResult result = result(FailureKind.INVALID);
		assertThat(result.findings()).extracting(CommandFinding::text).containsExactly("a row");
	}

	@Test
	void aFailureIsFoundAmongTheCauses() {
		Throwable wrapped = new IllegalStateException("A bean failed", new NewFailure(FailureKind.REFUSED));
		assertThat(CommandFailures.result("expand", wrapped, null).exitStatus()).isEqualTo(3);
	}

	@Test
	void otherExceptionsAreUnexpected() {
		CommandResult result = CommandFailures.result("expand", new IllegalStateException("A bean failed"), null);
		assertThat(result.error())
			.hasToString("CommandError[type=unexpected, reason=null, message=A bean failed, details=[]]");
	}

	private static CommandResult result(FailureKind kind) {
		return CommandFailures.result("expand", new NewFailure(kind), null);
	}

}
