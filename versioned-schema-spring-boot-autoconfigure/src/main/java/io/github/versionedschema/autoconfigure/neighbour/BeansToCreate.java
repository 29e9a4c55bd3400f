package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Runs migrations by creating their beans. A bean that is currently being created is
 * skipped: it is the one that requests the schema, so it cannot be waited for.
 *
 * @param beanFactory that contains the beans
 * @param type of the beans
 * @param enabled whether the beans change the schema
 */
record BeansToCreate(ConfigurableListableBeanFactory beanFactory, Class<?> type,
		boolean enabled) implements PrecedingMigrations {

	@Override
	public boolean exist() {
		return this.enabled && this.beanFactory.getBeanNamesForType(this.type, true, false).length > 0;
	}

	@Override
	public void run() {
		for (String name : this.beanFactory.getBeanNamesForType(this.type, true, false)) {
			if (!this.beanFactory.isCurrentlyInCreation(name)) {
				this.beanFactory.getBean(name);
			}
		}
	}

}
