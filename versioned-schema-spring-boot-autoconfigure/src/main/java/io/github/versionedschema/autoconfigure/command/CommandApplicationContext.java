package io.github.versionedschema.autoconfigure.command;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;

/**
 * A context that knows all beans of the application and creates none but those that a
 * command asks for: nothing is started, and nobody is told of anything. When it is
 * refreshed, it runs its command.
 */
final class CommandApplicationContext extends GenericApplicationContext {

	private final CommandExecution execution;

	CommandApplicationContext(CommandExecution execution) {
		this.execution = execution;
	}

	@Override
	public void refresh() {
		super.refresh();
		// Not within the refresh, which would keep a shutdown waiting.
		this.execution.run(this);
	}

	/**
	 * Prepares the factory as any context does, and creates no bean: what an application
	 * creates even before its singletons, such as everything that wants to know of a
	 * load-time weaver, is an EntityManagerFactory most of the time.
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
