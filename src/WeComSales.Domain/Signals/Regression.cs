namespace WeComSales.Domain;

/// <summary>Logistic regression with few of many inputs set, fitted in a fixed order: the same data give the same weights.</summary>
sealed class Regression
{
    const float Rate = 0.3f;
    const float Shrink = 0.002f;
    const float Tiny = 1e-6f;

    Regression(float[] weights, float bias) => (Weights, Bias) = (weights, bias);

    public float[] Weights { get; }

    public float Bias { get; }

    /// <param name="inputs">Numbers of the inputs that are set.</param>
    /// <param name="values">Their values; null when each is 1.</param>
    /// <param name="rounds">How often all rows are gone through.</param>
    /// <param name="weight">How much a wanted row counts against one that is not wanted.</param>
    public static Regression Fit(List<int[]> inputs, List<float[]>? values, List<bool> wanted, int size, int rounds, float weight)
    {
        var (weights, steps, bias, biasStep) = (new float[size], new float[size], -2f, 0f);
        var order = Enumerable.Range(0, inputs.Count).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            Mix(order, round);
            foreach (var i in order)
            {
                var (input, value) = (inputs[i], values?[i]);
                var error = (1 / (1 + MathF.Exp(-Sum(weights, bias, input, value))) - (wanted[i] ? 1 : 0)) * (wanted[i] ? weight : 1);
                biasStep += error * error;
                bias -= Rate * error / MathF.Sqrt(biasStep + Tiny);
                for (var k = 0; k < input.Length; k++)
                {
                    var slope = error * (value is null ? 1 : value[k]) + Shrink * weights[input[k]];
                    steps[input[k]] += slope * slope;
                    weights[input[k]] -= Rate * slope / MathF.Sqrt(steps[input[k]] + Tiny);
                }
            }
        }
        return new(weights, bias);
    }

    static float Sum(float[] weights, float bias, int[] input, float[]? value)
    {
        var sum = bias;
        for (var k = 0; k < input.Length; k++) sum += weights[input[k]] * (value is null ? 1 : value[k]);
        return sum;
    }

    // A shuffle that needs no chance: a linear congruence seeded by the round.
    public static void Mix(int[] order, int round)
    {
        var state = 12345u + (uint)round;
        for (var i = order.Length - 1; i > 0; i--)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            var j = (int)(state % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
