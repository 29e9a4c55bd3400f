package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives Liquibase an unpinned DataSource before it migrates.
 */
final class UnpinnedLiquibase implements BeanPostProcessor {

	private final ObjectProvider<MigratedSchemas> schemas;

	UnpinnedLiquibase(ObjectProvider<MigratedSchemas> schemas) {
		this.schemas = schemas;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && liquibase.getDataSource() != null) {
			DataSource guarded = GuardedDataSource.unpinned("Liquibase", liquibase.getDataSource(),
					this.schemas.getObject());
			if (guarded != null) {
				liquibase.setDataSource(guarded);
			}
		}
		return bean;
	}

}
