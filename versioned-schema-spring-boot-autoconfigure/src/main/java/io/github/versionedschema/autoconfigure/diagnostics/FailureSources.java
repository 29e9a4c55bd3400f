package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
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

	private final List<MigratedSchema> schemas = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof MigratedSchema schema) {
			this.schemas.add(schema);
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
			.flatMap((processor) -> ((FailureSources) processor).schemas.stream())
			.flatMap(FailureSources::failures)
			.toList();
	}

	private static Stream<Throwable> failures(MigratedSchema schema) {
		return Stream.concat(schema.foundation().pools().refusals().stream(),
				Stream.ofNullable(schema.version().failure()));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
