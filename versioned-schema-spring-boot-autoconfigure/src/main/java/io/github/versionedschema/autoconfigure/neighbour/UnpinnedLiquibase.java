package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives Liquibase an unpinned DataSource before it migrates.
 */
final class UnpinnedLiquibase implements BeanPostProcessor {

	private final ObjectProvider<PinnedPools> pinned;

	UnpinnedLiquibase(ObjectProvider<PinnedPools> pinned) {
		this.pinned = pinned;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && liquibase.getDataSource() != null) {
			DataSource unpinned = this.pinned.getObject().unpinned(liquibase.getDataSource());
			if (unpinned != null) {
				liquibase.setDataSource(unpinned);
			}
		}
		return bean;
	}

}
