package io.vicinal.embedding.provider;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A model that a provider lists.
 *
 * @param id its name in requests
 * @param contextLength tokens that a text may have, if the provider tells
 * @param pricePerToken in the currency of the account, if the provider tells
 */
public record ModelInfo(String id, OptionalInt contextLength, OptionalDouble pricePerToken) {}
