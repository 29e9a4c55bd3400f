package io.github.versionedschema.autoconfigure.neighbour;

import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Migrations that run while their bean is created. A bean that is being created at this
 * moment is what asks: it cannot be waited for.
 *
 * @param beanFactory that has the beans
 * @param type of the beans
 */
record BeansToCreate(ConfigurableListableBeanFactory beanFactory, Class<?> type) implements PrecedingMigrations {

	@Override
	public void run() {
		for (String name : this.beanFactory.getBeanNamesForType(this.type, true, false)) {
			if (!this.beanFactory.isCurrentlyInCreation(name)) {
				this.beanFactory.getBean(name);
			}
		}
	}

}
