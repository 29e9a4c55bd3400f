package io.github.versionedschema.sample.order;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * New order of release 2 and later. The limit of the amount is the one of release 1,
 * which must be able to show the order.
 *
 * @param customer the customer's e-mail address
 * @param item what is ordered
 * @param amount what it costs
 */
record NewRelease2Order(@NotBlank @Email String customer, @NotBlank @Size(max = 200) String item,
		@NotNull @DecimalMin("0") @DecimalMax("1000000") @Digits(integer = 10, fraction = 2) BigDecimal amount)
		implements
			NewOrder {

}
