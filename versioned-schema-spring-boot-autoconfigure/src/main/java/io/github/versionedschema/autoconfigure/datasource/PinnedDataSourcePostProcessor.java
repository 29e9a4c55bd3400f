package io.github.versionedschema.autoconfigure.datasource;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Pins the application's DataSources after connection details are applied to them and
 * before they are initialized and used.
 */
public final class PinnedDataSourcePostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<DataSourceChoice> choice;

	private final ObjectProvider<DataSourcePinner> pinner;

	/**
	 * Creates the post-processor.
	 * @param choice of the DataSources to pin
	 * @param pinner pins each of them
	 */
	public PinnedDataSourcePostProcessor(ObjectProvider<DataSourceChoice> choice,
			ObjectProvider<DataSourcePinner> pinner) {
		this.choice = choice;
		this.pinner = pinner;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource && this.choice.getObject().names().contains(beanName)) {
			this.pinner.getObject().pin(beanName, dataSource);
		}
		return bean;
	}

	/** The only callback for objects that a factory bean creates, such as proxies. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			DataSourceChoice chosen = this.choice.getObject();
			if (chosen.names().contains(beanName) && chosen.isFromFactory(beanName)) {
				this.pinner.getObject().pin(beanName, dataSource);
			}
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

}
