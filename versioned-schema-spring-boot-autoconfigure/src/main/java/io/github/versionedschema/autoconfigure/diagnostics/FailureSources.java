package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Keeps references to the beans that remember failures. When a start fails, beans are
 * destroyed before the failure is analyzed; their post-processors remain.
 */
public final class FailureSources implements BeanPostProcessor, PriorityOrdered {

	private final List<Object> beans = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ApplicationVersion || bean instanceof PinnedPools) {
			this.beans.add(bean);
		}
		return bean;
	}

	/**
	 * Returns the failures remembered by beans of a factory, including destroyed beans.
	 */
	static List<Throwable> failures(BeanFactory beanFactory) {
		if (!(beanFactory instanceof AbstractBeanFactory factory)) {
			return List.of();
		}
		return factory.getBeanPostProcessors()
			.stream()
			.filter(FailureSources.class::isInstance)
			.flatMap((processor) -> ((FailureSources) processor).beans.stream())
			.flatMap(FailureSources::failures)
			.toList();
	}

	private static Stream<Throwable> failures(Object bean) {
		return (bean instanceof ApplicationVersion version) ? Stream.ofNullable(version.failure())
				: ((PinnedPools) bean).refusals().stream().map(Throwable.class::cast);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
