package io.github.versionedschema.autoconfigure.schemas;

import java.util.List;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.datasource.DataSourcePinner;
import io.github.versionedschema.autoconfigure.datasource.PinnedSchema;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Pins the application's DataSources after connection details are applied to them and
 * before they are initialized and used.
 */
public final class PinnedDataSourcePostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<SchemaFoundation> foundations;

	private final ObjectProvider<MigratedSchemas> schemas;

	private final ObjectProvider<DataSourcePinner> pinner;

	/**
	 * Creates the post-processor.
	 * @param foundations know which DataSources to pin, without creating engines
	 * @param schemas to pin them to
	 * @param pinner pins each of them
	 */
	public PinnedDataSourcePostProcessor(ObjectProvider<SchemaFoundation> foundations,
			ObjectProvider<MigratedSchemas> schemas, ObjectProvider<DataSourcePinner> pinner) {
		this.foundations = foundations;
		this.schemas = schemas;
		this.pinner = pinner;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			pin(beanName, dataSource,
					this.foundations.orderedStream().filter((schema) -> schema.choice().contains(beanName)).toList());
		}
		return bean;
	}

	/** The only callback for objects that a factory bean creates, such as proxies. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			pin(beanName, dataSource, this.foundations.orderedStream()
				.filter((schema) -> schema.choice().contains(beanName) && schema.choice().isFromFactory(beanName))
				.toList());
		}
		return bean;
	}

	private void pin(String beanName, DataSource dataSource, List<SchemaFoundation> chosen) {
		if (chosen.isEmpty()) {
			return;
		}
		List<PinnedSchema> pinned = this.schemas.getObject()
			.all()
			.stream()
			.filter((schema) -> chosen.contains(schema.foundation()))
			.map(MigratedSchema::pinned)
			.toList();
		this.pinner.getObject().pin(beanName, dataSource, pinned);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

}
