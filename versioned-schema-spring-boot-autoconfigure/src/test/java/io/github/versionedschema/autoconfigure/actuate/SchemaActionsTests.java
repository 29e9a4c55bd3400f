package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;

import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.support.NewFailure;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.kind.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the results of actions that fail with a failure that no class of this module
 * knows.
 */
class SchemaActionsTests {

	@Test
	void aRefusalIsARefusal() {
		assertThat(SchemaActions.failed("complete", new NewFailure(FailureKind.REFUSED))).isEqualTo(new ActionResult(
				"complete", Result.REFUSED, "It is wrong. Correct it.", Reason.VIOLATIONS, List.of("a row")));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "REFUSED")
	void allOthersAreFailures(FailureKind kind) {
		assertThat(SchemaActions.failed("complete", new NewFailure(kind)).result()).isEqualTo(Result.FAILED);
	}

	@Test
	void anotherExceptionShowsNoCredentials() {
		assertThat(SchemaActions.failed("complete", new IllegalStateException("password=geheim")).message())
			.isEqualTo("password=***");
	}

}
