package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.util.Assert;

/**
 * Takes whatever initializes a database by scripts off a pinned DataSource before it does
 * so: {@code schema.sql}, and the tables of Spring Batch, Spring Session, Spring
 * Integration, Quartz and others who use Spring Boot's initializer. In the schema of a
 * version the next version would not see what they make.
 */
final class UnpinnedScripts implements BeanPostProcessor {

	/** There is no setter, and a constructor of each library's own. */
	private static final String DATA_SOURCE = "dataSource";

	private final ObjectProvider<PinnedPools> pinned;

	UnpinnedScripts(ObjectProvider<PinnedPools> pinned) {
		this.pinned = pinned;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSourceScriptDatabaseInitializer initializer) {
			unpin(new DirectFieldAccessor(initializer));
		}
		return bean;
	}

	private void unpin(DirectFieldAccessor initializer) {
		Object dataSource = initializer.getPropertyValue(DATA_SOURCE);
		Assert.state(dataSource instanceof DataSource,
				"This Spring Boot does not have the DataSource of its initializers where it should be");
		DataSource unpinned = this.pinned.getObject().unpinned((DataSource) dataSource);
		if (unpinned != null) {
			initializer.setPropertyValue(DATA_SOURCE, unpinned);
		}
	}

}
