using Chat.Native.Onnx;
using Chat.Tests.Running;

namespace Chat.Tests.Models;

/// <summary>ONNX Runtime through its C API, with models that are made here.</summary>
public sealed class RunningModels
{
    private static byte[] TimesTwo => new OnnxMaker().Input("x", 1, 4).Output("y", 1, 4).Constant("two", [2], 1).Node("Mul", ["x", "two"], ["y"]).ToBytes();

    public RunningModels() => Requires.Onnx();

    [Fact]
    public void A_model_says_what_it_takes_and_gives_and_gives_it()
    {
        using var model = OnnxModel.Open(TimesTwo, new());
        using var call = new OnnxCall(model);
        ((float[])[1, 2, 3, 4.5f]).CopyTo(call.Input());
        call.Run();

        Assert.Equal("x", Assert.Single(model.Inputs).Name);
        Assert.Equal([1, 4], model.Inputs[0].Shape);
        Assert.Equal(OnnxElement.Float, Assert.Single(model.Outputs).Element);
        Assert.Equal([2, 4, 6, 9], call.Output().ToArray());
        Assert.Null(model.FellBack);
    }

    [Fact]
    public void A_free_side_is_said_with_each_call()
    {
        var bytes = new OnnxMaker().Input("x", 1, -1).Output("y", 1, -1).Node("Relu", ["x"], ["y"]).ToBytes();
        using var model = OnnxModel.Open(bytes, new());
        using var call = new OnnxCall(model, [[1, 3]], [[1, 3]]);
        ((float[])[-1, 0, 7]).CopyTo(call.Input());
        call.Run();

        Assert.Equal([1, -1], model.Inputs[0].Shape);
        Assert.Equal([0, 0, 7], call.Output().ToArray());
        Assert.Contains("free", Assert.Throws<OnnxException>(() => new OnnxCall(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_run_one_model_at_once_and_each_gets_its_own_answer()
    {
        using var model = OnnxModel.Open(TimesTwo, new());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            using var call = new OnnxCall(model);
            for (var round = 0; round < 500; round++)
            {
                call.Input().Fill((thread * 1000) + round);
                call.Run();
                Assert.Equal(2f * ((thread * 1000) + round), call.Output()[3]);
            }
        })));
    }

    [Fact]
    public void A_damaged_model_is_an_error_that_says_so()
    {
        var damaged = TimesTwo[..40];
        Assert.NotEmpty(Assert.Throws<OnnxException>(() => OnnxModel.Open(damaged, new())).Message);
        Assert.NotEmpty(Assert.Throws<OnnxException>(() => OnnxModel.Open("not a model"u8.ToArray(), new())).Message);
        Assert.NotEmpty(Assert.Throws<OnnxException>(() => OnnxModel.Open([], new())).Message);
        var unknown = new OnnxMaker().Input("x", 1).Output("y", 1).Node("NoSuchThing", ["x"], ["y"]).ToBytes();
        Assert.Contains("NoSuchThing", Assert.Throws<OnnxException>(() => OnnxModel.Open(unknown, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused_before_it_runs()
    {
        using var model = OnnxModel.Open(TimesTwo, new());
        Assert.Contains("x Float [1×4]", Assert.Throws<OnnxException>(() => new OnnxCall(model, [[1, 5]], [[1, 4]])).Message, StringComparison.Ordinal);
        Assert.Throws<OnnxException>(() => new OnnxCall(model, [[1, 4], [1]], [[1, 4]]));
    }

    [Fact]
    public void Without_a_graphics_card_the_processor_does_it_and_says_why()
    {
        using var model = OnnxModel.Open(TimesTwo, new(Cuda: true));
        using var call = new OnnxCall(model);
        call.Input().Fill(3);
        call.Run();

        Assert.NotEmpty(model.FellBack!);
        Assert.Equal(6, call.Output()[0]);
    }

    [Fact]
    public void Without_the_library_models_say_what_to_do()
    {
        var (library, whyNot) = OnnxLibrary.Load("sherpa-onnx-for-another-machine");

        Assert.Null(library);
        Assert.Contains("npm ci", whyNot, StringComparison.Ordinal);
    }
}
