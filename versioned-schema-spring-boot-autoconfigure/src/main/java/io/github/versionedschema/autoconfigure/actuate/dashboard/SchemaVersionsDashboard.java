package io.github.versionedschema.autoconfigure.actuate.dashboard;

import java.util.function.Supplier;

import io.github.versionedschema.autoconfigure.actuate.SchemaVersionsEndpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Adds a page for browsers to the endpoint. The page reads the endpoint's JSON, and runs
 * its actions where they are allowed.
 */
@EndpointWebExtension(endpoint = SchemaVersionsEndpoint.class)
public final class SchemaVersionsDashboard {

	/** Path of the page below the endpoint. */
	static final String PATH = "dashboard";

	private final DashboardPage page;

	private final Supplier<@Nullable CsrfField> csrf;

	SchemaVersionsDashboard(DashboardPage page, Supplier<@Nullable CsrfField> csrf) {
		this.page = page;
		this.csrf = csrf;
	}

	/**
	 * Returns the page.
	 * @param page {@code dashboard}
	 * @return the page as HTML, or null if there is no such page
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public @Nullable String page(@Selector String page) {
		return page.equals(PATH) ? this.page.html(this.csrf.get()) : null;
	}

}
