package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives Liquibase an unpinned DataSource before it migrates.
 */
final class UnpinnedLiquibase implements BeanPostProcessor {

	private final ObjectProvider<PinnedPools> pinned;

	private final ObjectProvider<VersionedSchema> schema;

	UnpinnedLiquibase(ObjectProvider<PinnedPools> pinned, ObjectProvider<VersionedSchema> schema) {
		this.pinned = pinned;
		this.schema = schema;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && liquibase.getDataSource() != null) {
			DataSource unpinned = this.pinned.getObject().unpinned(liquibase.getDataSource());
			if (unpinned != null) {
				liquibase.setDataSource(new GuardedDataSource("Liquibase", unpinned, this.schema));
			}
		}
		return bean;
	}

}
