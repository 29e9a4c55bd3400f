package io.github.versionedschema.autoconfigure.neighbour;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.util.Assert;

/**
 * Gives script-based database initializers an unpinned DataSource before they run:
 * {@code schema.sql}, Spring Batch, Spring Session, Spring Integration, Quartz and other
 * users of Spring Boot's initializer. The next version would not see objects that they
 * create in a version schema.
 */
final class UnpinnedScripts implements BeanPostProcessor {

	/** There is no setter, and each library has its own constructor. */
	private static final String DATA_SOURCE = "dataSource";

	private final ObjectProvider<MigratedSchemas> schemas;

	UnpinnedScripts(ObjectProvider<MigratedSchemas> schemas) {
		this.schemas = schemas;
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
		DataSource unpinned = this.schemas.getObject().unpinned((DataSource) dataSource);
		if (unpinned != null) {
			initializer.setPropertyValue(DATA_SOURCE, unpinned);
		}
	}

}
