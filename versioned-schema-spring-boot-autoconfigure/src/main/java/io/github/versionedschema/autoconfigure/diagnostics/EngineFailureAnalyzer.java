package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Finds a failure of the engine among the causes of a failed start, and among the
 * remembered failures, as frameworks that use the DataSource may swallow causes.
 */
abstract class EngineFailureAnalyzer implements FailureAnalyzer, Ordered {

	private final BeanFactory beanFactory;

	EngineFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		FailureAnalysis analysis = analyzeCauses(failure, failure);
		return (analysis != null) ? analysis
				: FailureSources.failures(this.beanFactory)
					.stream()
					.map((swallowed) -> analyzeCauses(failure, swallowed))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private @Nullable FailureAnalysis analyzeCauses(Throwable failure, Throwable chain) {
		for (Throwable cause = chain; cause != null; cause = cause.getCause()) {
			FailureAnalysis analysis = analyzeCause(failure, cause);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	/**
	 * Analyzes one cause.
	 * @param failure the exception that ended the start
	 * @param cause one of its causes
	 * @return the analysis, or null if this is not the cause
	 */
	abstract @Nullable FailureAnalysis analyzeCause(Throwable failure, Throwable cause);

	/**
	 * Before Spring Boot's own analyzers, one of which reports failed connections without
	 * regard to versions.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
