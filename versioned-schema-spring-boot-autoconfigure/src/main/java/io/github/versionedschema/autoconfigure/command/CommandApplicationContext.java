package io.github.versionedschema.autoconfigure.command;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

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

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanDefinitionNames()) {
			beanFactory.getBeanDefinition(name).setLazyInit(true);
		}
		if (beanFactory instanceof DefaultListableBeanFactory caching) {
			caching.clearMetadataCache();
		}
		super.finishBeanFactoryInitialization(beanFactory);
	}

	@Override
	protected void finishRefresh() {
		clearResourceCaches();
	}

	@Override
	protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
	}

}
