package io.github.versionedschema.autoconfigure.command;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;

/**
 * Application context that runs a command when it is refreshed. It has all bean
 * definitions of the application but creates only the beans that the command needs: it
 * starts nothing and publishes no events.
 */
final class CommandApplicationContext extends GenericApplicationContext {

	private final CommandExecution execution;

	CommandApplicationContext(CommandExecution execution) {
		this.execution = execution;
	}

	@Override
	public void refresh() {
		super.refresh();
		// Not within the refresh, which would block a shutdown.
		this.execution.run(this);
	}

	/**
	 * Prepares the factory as any context does, without creating beans. Beans that other
	 * contexts create before the singletons, such as those that are load-time weaver
	 * aware, usually include an EntityManagerFactory.
	 */
	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBean(CONVERSION_SERVICE_BEAN_NAME)
				&& beanFactory.isTypeMatch(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class)) {
			beanFactory
				.setConversionService(beanFactory.getBean(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class));
		}
		if (!beanFactory.hasEmbeddedValueResolver()) {
			beanFactory.addEmbeddedValueResolver((text) -> getEnvironment().resolvePlaceholders(text));
		}
		beanFactory.freezeConfiguration();
	}

	@Override
	protected void finishRefresh() {
		clearResourceCaches();
	}

	@Override
	protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
	}

}
