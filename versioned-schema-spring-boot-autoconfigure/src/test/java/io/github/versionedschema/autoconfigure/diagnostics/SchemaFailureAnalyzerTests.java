package io.github.versionedschema.autoconfigure.diagnostics;

import io.github.versionedschema.autoconfigure.support.NewFailure;
import io.github.versionedschema.failure.kind.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the analysis of a failure that no class of this module knows.
 */
class SchemaFailureAnalyzerTests {

	private final SchemaFailureAnalyzer analyzer = new SchemaFailureAnalyzer(new DefaultListableBeanFactory());

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STOPPED")
	void descriptionAndAdviceAreShownSeparately(FailureKind kind) {
		Throwable failure = new IllegalStateException("A bean failed", new NewFailure(kind));
		assertThat(this.analyzer.analyze(failure))
			.extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction, FailureAnalysis::getCause)
			.containsExactly("It is wrong.", "Correct it.", failure);
	}

	@Test
	void aStopIsNoFailure() {
		assertThat(this.analyzer.analyze(new NewFailure(FailureKind.STOPPED))).isNull();
	}

	@Test
	void aStopIsReportedAsAbandonedStart() {
		assertThat(new StoppedStartReporter().reportException(new NewFailure(FailureKind.STOPPED))).isTrue();
	}

	@Test
	void otherExceptionsAreLeftToOtherAnalyzers() {
		assertThat(this.analyzer.analyze(new IllegalStateException("A bean failed"))).isNull();
	}

}
