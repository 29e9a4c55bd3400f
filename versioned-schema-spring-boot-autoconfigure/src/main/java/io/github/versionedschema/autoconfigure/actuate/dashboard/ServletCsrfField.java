package io.github.versionedschema.autoconfigure.actuate.dashboard;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Supplies the token that Spring Security attached to the current request, wherever it
 * stores it.
 */
final class ServletCsrfField implements Supplier<@Nullable CsrfField> {

	@Override
	public @Nullable CsrfField get() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null && request.getAttribute(CsrfToken.class.getName(),
				RequestAttributes.SCOPE_REQUEST) instanceof CsrfToken token)
						? new CsrfField(token.getHeaderName(), token.getToken()) : null;
	}

}
