using System.Numerics;

namespace WeComSales.Domain;

/// <summary>
/// Logistic regressions for many tags at once over the same rows, each input set or not. The tags of an input lie side by side, so that one pass serves them all;
/// each tag is fitted as if it were alone, in a fixed order: the same rows give the same weights.
/// </summary>
sealed class Regressions
{
    const float Rate = 0.3f;
    const float Shrink = 0.002f;
    const float Tiny = 1e-6f;
    const int Rounds = 20;
    // A row that is wanted counts more than one that is not: most labels are rare.
    const float WantedWeight = 2;

    readonly int tags, width;
    readonly float[] weights, bias;

    Regressions(int size, int tags)
    {
        this.tags = tags;
        width = (tags + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (weights, bias) = (new float[size * width], new float[width]);
        Array.Fill(bias, -2f);
    }

    public IEnumerable<float> Biases => bias.Take(tags);

    public IEnumerable<float> WeightsOf(int input) => weights.Skip(input * width).Take(tags);

    /// <param name="inputs">For each row the numbers of the inputs that are set.</param>
    /// <param name="wanted">For each row whether each tag is wanted.</param>
    public static Regressions Fit(List<int[]> inputs, List<bool[]> wanted, int size, int tags)
    {
        var fitted = new Regressions(size, tags);
        var steps = new float[fitted.weights.Length];
        var (biasSteps, error) = (new float[fitted.width], new float[fitted.width]);
        var order = Enumerable.Range(0, inputs.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            Regression.Mix(order, round);
            foreach (var row in order)
            {
                fitted.Sum(inputs[row], error);
                for (var tag = 0; tag < tags; tag++)
                    error[tag] = (1 / (1 + MathF.Exp(-error[tag])) - (wanted[row][tag] ? 1 : 0)) * (wanted[row][tag] ? WantedWeight : 1);
                Step(fitted.bias, biasSteps, error, 0, 0);
                foreach (var input in inputs[row]) Step(fitted.weights, steps, error, input * fitted.width, Shrink);
            }
        }
        return fitted;
    }

    static void Step(float[] weights, float[] steps, float[] error, int from, float shrink)
    {
        for (var at = 0; at < error.Length; at += Vector<float>.Count)
        {
            var weight = new Vector<float>(weights, from + at);
            var slope = new Vector<float>(error, at) + (weight * shrink);
            var step = new Vector<float>(steps, from + at) + (slope * slope);
            step.CopyTo(steps, from + at);
            (weight - (slope * Rate / Vector.SquareRoot(step + new Vector<float>(Tiny)))).CopyTo(weights, from + at);
        }
    }

    public float[] Scores(int[] inputs)
    {
        var sum = new float[width];
        Sum(inputs, sum);
        return sum[..tags];
    }

    void Sum(int[] inputs, float[] sum)
    {
        bias.CopyTo(sum, 0);
        foreach (var input in inputs)
        {
            for (var at = 0; at < width; at += Vector<float>.Count) (new Vector<float>(sum, at) + new Vector<float>(weights, (input * width) + at)).CopyTo(sum, at);
        }
    }
}
