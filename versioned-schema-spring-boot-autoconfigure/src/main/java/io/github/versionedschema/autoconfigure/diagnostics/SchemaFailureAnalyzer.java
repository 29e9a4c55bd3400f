package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Analyzes a failed start. The failure is found among the causes, or among the remembered
 * failures, as frameworks that use the DataSource may swallow causes.
 */
final class SchemaFailureAnalyzer implements FailureAnalyzer, Ordered {

	private final BeanFactory beanFactory;

	SchemaFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		return Stream.concat(Stream.of(failure), swallowed())
			.map(SchemaFailure::find)
			.filter(Objects::nonNull)
			.filter((known) -> known.kind() != FailureKind.STOPPED)
			.findFirst()
			.map((known) -> new FailureAnalysis(known.description(), known.advice(), failure))
			.orElse(null);
	}

	private Stream<Throwable> swallowed() {
		return FailureSources.failures(this.beanFactory).stream();
	}

	/**
	 * Before Spring Boot's own analyzers, one of which reports failed connections without
	 * regard to versions.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
