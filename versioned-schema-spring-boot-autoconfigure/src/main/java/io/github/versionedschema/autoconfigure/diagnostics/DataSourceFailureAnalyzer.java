package io.github.versionedschema.autoconfigure.diagnostics;

import io.github.versionedschema.autoconfigure.datasource.UnpinnableDataSourceException;
import io.github.versionedschema.autoconfigure.neighbour.UnsafeHibernateSettingException;
import io.github.versionedschema.session.pin.CurrentSchemaInUrlException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes DataSources that cannot be pinned to a version, and settings that would bypass
 * the version.
 */
final class DataSourceFailureAnalyzer extends EngineFailureAnalyzer {

	DataSourceFailureAnalyzer(BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable FailureAnalysis analyzeCause(Throwable failure, Throwable cause) {
		if (cause instanceof UnpinnableDataSourceException unpinnable) {
			return new FailureAnalysis(
					"DataSource '%s' cannot be pinned to the application's version of the schema: %s."
						.formatted(unpinnable.beanName(), unpinnable.reason()),
					unpinnable.advice(), failure);
		}
		if (cause instanceof UnsafeHibernateSettingException unsafe) {
			return new FailureAnalysis(unsafe.problem() + " Nothing was changed.", unsafe.advice(), failure);
		}
		if (cause instanceof CurrentSchemaInUrlException currentSchema) {
			return new FailureAnalysis(currentSchema.problem(), """
					Remove currentSchema from spring.datasource.url. Set versioned-schema.schema to the base schema, \
					and add further schemas with a SearchPathCustomizer bean.""", failure);
		}
		return null;
	}

}
